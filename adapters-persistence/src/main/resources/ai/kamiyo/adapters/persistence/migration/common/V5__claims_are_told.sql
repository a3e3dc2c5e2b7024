-- Why a token was issued: an operator's entitles by itself.
alter table token add column origin text not null default 'operator';

-- When somebody outside was told of a claim. Who bought it, and in which session, the seller knows.
alter table claim add column told_at timestamptz;
drop index claim_session;
alter table claim drop column session_id;
alter table claim drop column email;

-- How a subscription stood whenever it was told of: since when its payment fails follows from that,
-- in whatever order the events come.
alter table billing_event add column subscription_id text;
alter table billing_event add column status text;
create index billing_event_subscription on billing_event (subscription_id);

-- The tier says what was bought; prices change.
alter table subscription drop column price_id;
