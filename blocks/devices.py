"""Where a run can take place: every device that torch offers here."""

import os
import platform
from pathlib import Path

import psutil
import torch

from blocks.errors import BlockError
from blocks.runs import Device


def devices() -> list[Device]:
    """Every device torch offers here, the CPU first."""
    memory = psutil.virtual_memory()
    found = [Device("cpu", _cpu_name(), memory.available, memory.total)]
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        free, total = torch.cuda.mem_get_info(index)
        found.append(Device(f"cuda:{index}", torch.cuda.get_device_name(index), free, total))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU", memory.available, memory.total))
    xpu = torch.xpu
    for index in range(xpu.device_count() if xpu.is_available() else 0):
        total = xpu.get_device_properties(index).total_memory
        found.append(Device(f"xpu:{index}", xpu.get_device_name(index), total - xpu.memory_allocated(index), total))
    return found


def device_called(name: str) -> Device:
    """The device with a name. Raises BlockError when it is not here."""
    here = devices()
    for device in here:
        if device.name == name:
            return device
    raise BlockError(
        f"The device {name[:32]!r} is not here.",
        f"one of {', '.join(each.name for each in here)}.",
        "choose another device.",
    )


def wait(device: str) -> None:
    """Until all that was asked of a device is done."""
    kind = device.split(":")[0]
    if kind != "cpu":
        getattr(torch, kind).synchronize()


def _cpu_name() -> str:
    name = platform.processor() or platform.machine() or "CPU"
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        lines = listing.read_text().splitlines()
        name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), name)
    return f"{name}, {os.cpu_count()} cores"
