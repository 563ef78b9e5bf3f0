import torch
import torch.nn as nn
import torch.nn.functional as F


class Tower(nn.Module):
    def __init__(self, count, dim, out):
        super().__init__()
        self.embedding = nn.Embedding(count, dim)
        self.fc1 = nn.Linear(dim, out)
        self.fc2 = nn.Linear(out, out)

    def forward(self, ids):
        return self.fc2(F.relu(self.fc1(self.embedding(ids))))


class TwoTower(nn.Module):
    def __init__(self, n_users=100, n_items=50, dim=16):
        super().__init__()
        self.user_tower = Tower(n_users, dim, 8)
        self.item_tower = Tower(n_items, dim, 8)

    def forward(self, user_ids, item_ids):
        user = F.normalize(self.user_tower(user_ids), dim=-1)
        item = F.normalize(self.item_tower(item_ids), dim=-1)
        return (user * item).sum(dim=-1)
