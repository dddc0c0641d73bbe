from .texts import lead_bill, say_what_it_does

__all__ = ["lead_bill", "say_what_it_does"]
