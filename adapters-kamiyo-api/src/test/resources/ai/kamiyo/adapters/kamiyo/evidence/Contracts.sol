// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

// What the test against a real node deploys: as little of each standard as an approval needs.
// Compiled with the npm package solc@0.8.28, optimizer on (200 runs), EVM version paris, without
// metadata; the output is kept in Contracts.json.

contract Token {
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => uint256) public balanceOf;

    event Approval(address indexed owner, address indexed spender, uint256 value);
    event Transfer(address indexed from, address indexed to, uint256 value);

    function mint(address to, uint256 value) external {
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        allowance[from][msg.sender] -= value;
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
        return true;
    }
}

contract Collection {
    mapping(address => mapping(address => bool)) public isApprovedForAll;

    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    function setApprovalForAll(address operator, bool approved) external {
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }
}

contract Items {
    mapping(uint256 => address) public ownerOf;
    mapping(uint256 => address) private approved;

    event Approval(address indexed owner, address indexed spender, uint256 indexed item);

    function mint(address to, uint256 item) external {
        ownerOf[item] = to;
    }

    function burn(uint256 item) external {
        require(ownerOf[item] == msg.sender, "not yours");
        delete ownerOf[item];
        delete approved[item];
    }

    function approve(address spender, uint256 item) external {
        require(ownerOf[item] == msg.sender, "not yours");
        approved[item] = spender;
        emit Approval(msg.sender, spender, item);
    }

    function getApproved(uint256 item) external view returns (address) {
        require(ownerOf[item] != address(0), "no such item");
        return approved[item];
    }
}

contract Permissions {
    struct Pair {
        address token;
        address spender;
    }

    struct Right {
        uint160 amount;
        uint48 expiration;
        uint48 nonce;
    }

    mapping(address => mapping(address => mapping(address => Right))) public allowance;

    event Approval(
        address indexed owner,
        address indexed token,
        address indexed spender,
        uint160 amount,
        uint48 expiration
    );
    event Lockdown(address indexed owner, address token, address spender);

    function approve(address token, address spender, uint160 amount, uint48 expiration) external {
        Right storage right = allowance[msg.sender][token][spender];
        right.amount = amount;
        right.expiration = expiration;
        emit Approval(msg.sender, token, spender, amount, expiration);
    }

    function lockdown(Pair[] calldata approvals) external {
        for (uint256 i = 0; i < approvals.length; i++) {
            allowance[msg.sender][approvals[i].token][approvals[i].spender].amount = 0;
            emit Lockdown(msg.sender, approvals[i].token, approvals[i].spender);
        }
    }
}
