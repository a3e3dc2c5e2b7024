-- Holds all that a report of everybody reads, so that it need not read the rows.
create index tool_call_at on tool_call (at, tool, outcome, duration);

-- For those who know this name from the architecture document.
create view mcp_usage as
select
  customer as user_id,
  tool as tool_name,
  tier,
  duration / 1000 as execution_time_ms,
  outcome as status,
  at as "timestamp"
from tool_call;
