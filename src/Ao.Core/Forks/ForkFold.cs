using Ao.Journal;

namespace Ao.Forks;

/// <summary>Folds facts to the state of a fork: a pure function.</summary>
internal static class ForkFold
{
    /// <summary>Takes a fact into the state.</summary>
    /// <param name="state">The state, or <see langword="null"/> before the first fact.</param>
    /// <param name="project">The project.</param>
    /// <param name="name">The fork's name.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    public static ForkState Apply(ForkState? state, ProjectId project, string name, Fact fact, object body)
    {
        state = (state ?? new ForkState { Project = project, Name = name, Version = 0 }) with { Version = fact.Version };
        return body switch
        {
            // Somewhere else is another repository: what was seen of the old one says nothing of it.
            ForkFacts.Adopted adopted when state.Adoption is { } before && before.Location != adopted.Location =>
                new ForkState { Project = project, Name = name, Version = fact.Version, Adoption = adopted },
            ForkFacts.Adopted adopted => state with { Adoption = adopted, Word = ForkWord.InUse, WordReason = null },
            ForkFacts.Looked looked => state with { Look = looked, LookedAt = fact.At, ChangedAt = ChangedAt(state, looked, fact.At), Problem = null, ProblemSince = null },
            ForkFacts.Drifted drifted => state with { IsApart = drifted.Apart, Drifts = state.Drifts + (drifted.Apart ? 1 : 0) },
            ForkFacts.NotSeen not => state with { Problem = not.Reason, ProblemSince = state.ProblemSince ?? fact.At },
            ForkFacts.Synced synced => state with { Sync = synced },
            ForkFacts.Ruled ruled => state with { Word = ruled.Word, WordReason = ruled.Word == ForkWord.InUse ? null : ruled.Reason },
            // A ledger under another id has registered nowhere.
            ForkFacts.Declared declared when state.Declaration is { } before && before.ForkId != declared.ForkId => state with { Declaration = declared, Registration = null, RegisteredAt = null },
            ForkFacts.Declared declared => state with { Declaration = declared },
            ForkFacts.Registered registered => state with { Registration = registered, RegisteredAt = fact.At, Registrations = state.Registrations + 1 },
            ForkFacts.Unregistered => state with { Registration = null, RegisteredAt = null },
            _ => state,
        };
    }

    /// <summary>What a commit says of its time is its author's word, and is believed for what was there at the first look only.</summary>
    private static DateTimeOffset? ChangedAt(ForkState state, ForkFacts.Looked looked, DateTimeOffset at)
    {
        if (state.Look is not { } before)
        {
            return looked.Kinship.LastChange is { } change && change < at ? change : at;
        }

        return before.Kinship.ForkRevision == looked.Kinship.ForkRevision ? state.ChangedAt : at;
    }
}
