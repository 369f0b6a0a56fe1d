"""The table to start from: the names of columns and two examples, as text with commas."""

from __future__ import annotations

_TEMPLATE = """\
id,topic,date,start,minutes,guests,place,host,group_name,group_url,pre_read_url,language,paper,stock,duplex
spring-evening,male-allies,2027-03-11,19:00,90,10,"12 Mill Lane, Leeds",Ana,Power Talks,https://example.org/group,,,,,
,Burnout and rest,2027-03-18,18:30,,8,Library,,,,,en,a4,a6-4up,long
"""


def template() -> str:
    """Return the table. No column but ``topic`` is required, and a blank cell says nothing."""
    return _TEMPLATE
