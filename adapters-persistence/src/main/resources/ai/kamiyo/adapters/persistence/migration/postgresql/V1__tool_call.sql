-- Partitioned from the start, so that the key already holds the column that monthly partitions need.
create table tool_call (
  id text not null,
  at timestamptz not null,
  customer text not null,
  tool text not null,
  tier text not null,
  outcome text not null,
  duration bigint not null,
  client text not null,
  constraint tool_call_pk primary key (id, at)
) partition by range (at);

create table tool_call_default partition of tool_call default;

comment on table tool_call is 'One row for each call that passed the gate.';
comment on column tool_call.duration is 'In microseconds.';
comment on column tool_call.client is 'The client program as it names itself; untrusted.';
