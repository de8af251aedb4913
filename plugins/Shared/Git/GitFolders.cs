using Ao.Plugins;

namespace Ao.Git;

/// <summary>Where a plugin keeps what it keeps of git.</summary>
internal sealed class GitFolders(PluginEnvironment environment, GitSettings settings)
{
    /// <summary>Gets the plugin's id, for messages.</summary>
    public string Plugin => environment.Id;

    public string Root { get; } = Path.GetFullPath(environment.DataFolder);

    /// <summary>Gets the folder of the repositories that hosts share, or <see langword="null"/> where this host has its own alone.</summary>
    public string? Shared { get; } = settings.SharedFolder is { } shared ? CanonicalPath.Of(shared) : null;

    public string Configuration => Path.Combine(Root, "git", "config");

    /// <summary>Gets the home folder that git runs with: empty, so that no file of a person's or an agent's home takes effect.</summary>
    public string Home => Path.Combine(Root, "git", "home");

    /// <summary>Gets the folder of hooks: empty.</summary>
    public string Hooks => Path.Combine(Root, "git", "hooks");

    /// <summary>Gets the folder of the mirrors of remote repositories.</summary>
    public string Mirrors => Path.Combine(Root, "mirrors");

    /// <summary>Tells whether a file is the plugin's, here or where hosts share.</summary>
    public bool Holds(string file) => CanonicalPath.IsWithin(file, Root) || (Shared is { } shared && CanonicalPath.IsWithin(file, shared));

    public ProjectFolders Of(ProjectId project) => new(Path.Combine(Root, "projects", project.Value));
}
