-- Who has a token, what was paid for, and which of Stripe's events were seen.
-- Moments are written by the program alone, in UTC and to the microsecond.

create table token (
  jti text not null,
  hash text not null, -- SHA-256 of the token; the token itself is kept nowhere
  customer text not null,
  tier text not null, -- what it said when it was issued; entitlements decide
  subscription_id text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint token_pk primary key (jti),
  constraint token_hash_unique unique (hash)
);

create index token_customer on token (customer);

create table subscription (
  id text not null, -- Stripe's
  customer text not null,
  tier text not null,
  status text not null, -- Stripe's word
  price_id text not null,
  created timestamptz not null, -- of the newest event that was applied, as Stripe dates it
  current_period_end timestamptz,
  past_due_since timestamptz,
  terminated boolean not null, -- cancelled: no later event changes it
  constraint subscription_pk primary key (id)
);

create index subscription_customer on subscription (customer);

create table entitlement (
  id text not null,
  customer text not null,
  tier text not null,
  source text not null,
  token_jti text, -- of an operator's token, with which it ends
  subscription_id text,
  begins_at timestamptz not null,
  ends_at timestamptz, -- known beforehand; null is open
  ended_at timestamptz, -- ended before its time
  constraint entitlement_pk primary key (id),
  constraint entitlement_source check (source in ('operator', 'stripe')),
  constraint entitlement_token foreign key (token_jti) references token (jti)
);

create index entitlement_customer on entitlement (customer);
create unique index entitlement_subscription on entitlement (subscription_id);

create table claim (
  id text not null,
  hash text not null, -- SHA-256 of the claim's secret
  customer text not null,
  email text,
  subscription_id text not null,
  session_id text, -- of Stripe's Checkout, if it was sold there
  created_at timestamptz not null,
  expires_at timestamptz not null,
  minted_at timestamptz,
  minted_jti text,
  constraint claim_pk primary key (id),
  constraint claim_hash_unique unique (hash),
  constraint claim_subscription_unique unique (subscription_id),
  constraint claim_token foreign key (minted_jti) references token (jti)
);

create index claim_session on claim (session_id);

create table billing_event (
  id text not null, -- Stripe's
  type text not null,
  created timestamptz not null,
  received_at timestamptz not null,
  constraint billing_event_pk primary key (id)
);
