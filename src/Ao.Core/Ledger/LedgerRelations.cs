namespace Ao.Ledger;

/// <summary>The words by which records say how two things are related.</summary>
internal static class LedgerRelations
{
    public const string Ported = "ported";
    public const string Supersedes = "supersedes";

    public static string Of(LedgerRelation relation) => relation switch
    {
        LedgerRelation.Duplicate => "duplicate",
        LedgerRelation.Ported => Ported,
        LedgerRelation.Converges => "converges",
        LedgerRelation.Conflicts => "conflicts",
        LedgerRelation.Supersedes => Supersedes,
        _ => throw new AoException($"'{relation}' is nothing that two records could be. Use one of {string.Join(", ", Enum.GetNames<LedgerRelation>())}."),
    };
}
