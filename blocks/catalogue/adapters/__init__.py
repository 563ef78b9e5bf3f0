"""Modules of PyTorch whose own `forward` does not take and give plain tensors, made to do so.

Each is a subclass of PyTorch's class of the same name: it takes the same arguments, some of ours by
keyword, and has the same `state_dict`. Generated code brings these classes along word for word, so
each stands alone with torch.
"""
