namespace Ao.Git;

/// <summary>The folders of one project.</summary>
internal sealed record ProjectFolders(string Root)
{
    /// <summary>Gets the control repository: the only one that Ao's own git runs in.</summary>
    public string Control { get; init; } = Path.Combine(Root, "control.git");

    public string ControlObjects => Path.Combine(Control, "objects");

    /// <summary>Gets the repository that stands for <c>origin</c> where nobody pushes: in the checkouts of verifications, and in working trees that an earlier version made.</summary>
    public string Gate => Path.Combine(Root, "gate.git");

    /// <summary>Gets the repository that working trees share: agents write it, and no git of Ao's runs in it.</summary>
    public string Shared => Path.Combine(Root, "shared.git");

    public string Workspaces => Path.Combine(Root, "workspaces");

    /// <summary>Gets the folder of the sessions' gates.</summary>
    public string Gates => Path.Combine(Root, "gates");

    public string Records => Path.Combine(Root, "records");

    public string Indexes => Path.Combine(Root, "indexes");

    /// <summary>Gets the folder of closed workspaces that hold what git cannot: they are kept as they are.</summary>
    public string Kept => Path.Combine(Root, "kept");

    public string Checkouts => Path.Combine(Root, "checkouts");

    /// <summary>Gets the folder of what is half made or half removed. A start empties it.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    public string Forks { get; init; } = Path.Combine(Root, "forks");

    /// <summary>Gets whether other hosts use <see cref="Control"/> and <see cref="Forks"/> as well: then nothing in them is this host's to clean up.</summary>
    public bool IsShared { get; init; }

    public string WorkspaceOf(SessionId session) => Path.Combine(Workspaces, session.Value);

    /// <summary>Gets the repository that a session's agent sees as <c>origin</c>.</summary>
    public string GateOf(SessionId session) => Path.Combine(Gates, session.Value + ".git");

    /// <summary>Gets where the shared repository keeps what it knows of a session's working tree.</summary>
    public string LinkOf(SessionId session) => Path.Combine(Shared, "worktrees", session.Value);

    public string KeptOf(SessionId session) => Path.Combine(Kept, session.Value);

    public string IndexOf(SessionId session) => Path.Combine(Indexes, session.Value);

    /// <summary>Gets where a fork is put. Hosts that make the same one at once must not write into each other's: one of them is recorded.</summary>
    public string ForkOf(string owner) => Path.Combine(Forks, IsShared ? $"{owner}-{Guid.NewGuid().ToString("n")[..12]}.git" : owner + ".git");

    /// <summary>Gets where a fork is made, on the same disk as the forks.</summary>
    public string NewForkDraft() => IsShared ? Path.Combine(Forks, "." + Guid.NewGuid().ToString("n")) : NewScratch();

    public string NewScratch() => Path.Combine(Scratch, Guid.NewGuid().ToString("n"));
}
