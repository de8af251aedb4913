namespace Ao.Convergence;

/// <summary>How far the forks of a project were read, and what came of the last look. It lives as long as the host; a restart reads anew what is here already.</summary>
internal sealed class ForkReading
{
    /// <summary>Gets the newest revision that was read, by fork.</summary>
    public Dictionary<string, string> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the records that were read, by id.</summary>
    public HashSet<string> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the branch of each fork that was read last.</summary>
    public Dictionary<string, string> Branches { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the newest revision that a fork has in common with the project's source.</summary>
    public Dictionary<string, string> Bases { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets who made the changes, by revision, as the histories say.</summary>
    public Dictionary<string, string> Authors { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the looks of the round that is under way, by fork.</summary>
    public Dictionary<string, ForkLook> Looks { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether something could not be read, so that what is not found may be there all the same.</summary>
    public bool IsPartial { get; set; }

    public void BeginRound()
    {
        Looks.Clear();
        IsPartial = false;
    }

    /// <summary>Forgets what was read, so that it is read anew.</summary>
    public void Reset()
    {
        BeginRound();
        Heads.Clear();
        Records.Clear();
        Authors.Clear();
    }

    public void Note(string forkId, string? name, Func<ForkLook, ForkLook> change) =>
        Looks[forkId] = change(Looks.GetValueOrDefault(forkId) ?? new ForkLook { ForkId = forkId, Name = name });
}
