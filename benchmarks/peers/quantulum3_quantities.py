"""quantulum3: quantities with units.

pip install quantulum3
"""

from quantulum3.parser import parse as read

__all__ = ["read"]
