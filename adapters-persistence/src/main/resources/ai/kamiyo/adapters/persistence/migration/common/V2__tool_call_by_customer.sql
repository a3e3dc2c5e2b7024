create index tool_call_customer_at on tool_call (customer, at);
