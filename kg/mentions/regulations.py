"""Finds what is no federal statute: regulations, rules of court, orders, bills, treaties, state law."""

from collections.abc import Iterator

from kg.mentions.bills import find_bills
from kg.mentions.cfr import find_code
from kg.mentions.constitution import find_constitution
from kg.mentions.context import Context
from kg.mentions.court_rules import find_court_rules
from kg.mentions.mention import Citation
from kg.mentions.register import find_register
from kg.mentions.states import find_state_law
from kg.mentions.treaties import find_treaties


def find_regulations(context: Context) -> Iterator[Citation]:
    """Every reference to a regulation, a rule of court, an order, a bill, the Constitution, state law or a treaty."""
    yield from find_code(context)
    yield from find_register(context.scan)
    yield from find_bills(context.scan)
    yield from find_constitution(context.scan)
    yield from find_court_rules(context.scan)
    yield from find_state_law(context.scan)
    yield from find_treaties(context.scan)
