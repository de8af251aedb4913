namespace Ao.Journal;

/// <summary>The form of kept states: that of this very build.</summary>
/// <remarks>
/// What a state looks like, and what folding makes of a fact, changes with the code. A number that somebody must remember to raise would
/// one day not be raised; the builds' own identities change with every change, at the price of one full fold after an upgrade.
/// </remarks>
internal static class JournalForm
{
    public static string Current { get; } = $"{typeof(JournalForm).Module.ModuleVersionId:N}{typeof(SessionId).Module.ModuleVersionId:N}";
}
