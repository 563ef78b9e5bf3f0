// The colours of Python, which are those of Streamlit's theme and follow it into the dark.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--keyword)" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
    { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--call)" },
    { tag: tags.function(tags.definition(tags.variableName)), color: "var(--call)", fontWeight: "600" },
    { tag: tags.definition(tags.className), color: "var(--ink)", fontWeight: "600" },
    { tag: [tags.self, tags.meta], color: "var(--soft)" },
    { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  ]),
);
