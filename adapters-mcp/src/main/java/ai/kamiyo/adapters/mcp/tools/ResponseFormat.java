package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.domain.exploit.Labelled;

/** How much is told of each exploit, and how many fit on a page of about 8,000 tokens. */
enum ResponseFormat implements Labelled {
  CONCISE(50),
  DETAILED(20);

  private final int maxPage;

  ResponseFormat(int maxPage) {
    this.maxPage = maxPage;
  }

  int maxPage() {
    return maxPage;
  }
}
