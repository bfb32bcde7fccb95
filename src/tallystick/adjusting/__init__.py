"""What a month says once its season is taken out: X-13ARIMA-SEATS, models that are kept, holidays that move."""

from tallystick.adjusting.histories import History, history
from tallystick.adjusting.model import Model, Window
from tallystick.adjusting.seasonal import Adjusted, adjust, identify

__all__ = ["Adjusted", "History", "Model", "Window", "adjust", "history", "identify"]
