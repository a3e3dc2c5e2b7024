-- Moments are UTC text, which sorts as time does; the duration is in microseconds.
create table tool_call (
  id text not null,
  at text not null,
  customer text not null,
  tool text not null,
  tier text not null,
  outcome text not null,
  duration bigint not null,
  client text not null,
  constraint tool_call_pk primary key (id, at)
);
