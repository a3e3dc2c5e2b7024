package ai.kamiyo.domain.wallet;

import ai.kamiyo.domain.chain.Chain;

/** A transaction in which a wallet called a contract. */
public record ContractCall(Chain chain, WalletAddress.Evm contract, Event event) {}
