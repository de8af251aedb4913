namespace Ao.Git.Ledgers;

/// <summary>The names of the references that chains lie under.</summary>
internal static class LedgerRefs
{
    /// <summary>Where a publisher's chain lies: in the repository of its own host, and at the places that it is brought to.</summary>
    public const string OwnPrefix = "refs/ao/ledger/";

    /// <summary>Where it lies at places that refuse other references than branches.</summary>
    public const string BranchPrefix = "refs/heads/ao-ledger/";

    private const int IdLength = 16;

    public static string Own(string forkId) => OwnPrefix + forkId;

    public static string Branch(string forkId) => BranchPrefix + forkId;

    /// <summary>Gives where a chain is kept that another host writes.</summary>
    public static string Peer(string forkId) => "refs/ao/peers/" + forkId;

    /// <summary>Gives below what the heads are kept that contradict the chain as it was known.</summary>
    public static string EvidenceOf(string forkId) => "refs/ao/evidence/" + forkId;

    public static string Evidence(string forkId, string head) => $"{EvidenceOf(forkId)}/{head}";

    /// <summary>Gives the publisher's id back where it is one.</summary>
    /// <exception cref="AoException">It is not.</exception>
    public static string Require(string? forkId) => IsForkId(forkId)
        ? forkId!
        : throw new AoException($"'{Printable.Quote(forkId)}' is no publisher of a ledger. Give its fork id: {IdLength} hexadecimal digits in lower case, as the fork's own page and its records name it.");

    public static bool IsForkId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);
}
