"""Operations of `forward` that PyTorch has no module for, as modules: one file a topic.

Generated code brings these classes along word for word, so each stands alone with `torch`, `Tensor`,
`nn` and `F`, and imports nothing else. The tensors that `forward` names are the kind's inputs. What is
said of each kind is in `families`.
"""
