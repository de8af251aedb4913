namespace Ao.Git;

/// <summary>What a plugin's options say of git.</summary>
internal sealed record GitSettings
{
    /// <summary>Gets the git program: a name looked up on <c>PATH</c>, or a path.</summary>
    public required string Program { get; init; }

    /// <summary>Gets how long one git command may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Gets how many bytes of ignored files are kept when a workspace is closed.</summary>
    public required long KeepIgnoredBytes { get; init; }

    /// <summary>Gets what stands before the names of these options in the plugin's, for messages.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Gets the folder of repositories that several hosts use, where there is one.</summary>
    public string? SharedFolder { get; init; }
}
