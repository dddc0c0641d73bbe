from .page import AnalysisView, read_analyses

__all__ = ["AnalysisView", "read_analyses"]
