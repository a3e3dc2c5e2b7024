-- Customers that the seller no longer has: whatever is told of their subscriptions, early or late,
-- they have none.
create table gone_customer (
  customer text not null,
  at timestamptz not null,
  constraint gone_customer_pk primary key (customer)
);

-- Until when somebody is telling of a claim, so that no other instance does at the same time.
alter table claim add column leased_until timestamptz;
