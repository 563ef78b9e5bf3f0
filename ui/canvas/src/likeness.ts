// Whether two things say the same: what has not changed need not be drawn again.

/** True where two objects have the same parts, each the very same. */
export function alike(one: object, other: object): boolean {
  const names = Object.keys(one) as (keyof object)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** What was known, where nothing in it has changed; else what was made, with the parts that have not. */
export function shared<Kind extends object>(known: Kind, made: Kind): Kind {
  for (const name of Object.keys(made) as (keyof Kind)[]) {
    const [one, other] = [known[name], made[name]];
    if (isObject(one) && isObject(other)) made[name] = shared(one, other);
  }
  return alike(known, made) ? known : made;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
