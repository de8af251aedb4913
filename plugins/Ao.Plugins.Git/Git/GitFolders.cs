using Microsoft.Extensions.Options;

namespace Ao.Plugins.Git;

/// <summary>Where the plugin keeps what it keeps.</summary>
internal sealed class GitFolders(PluginEnvironment environment, IOptions<GitOptions> options)
{
    public string Root { get; } = Path.GetFullPath(environment.DataFolder);

    /// <summary>Gets the folder of the forge that hosts share, or <see langword="null"/> where this host has its own.</summary>
    public string? Forge { get; } = options.Value.Forge is { } forge ? CanonicalPath.Of(forge) : null;

    public string Configuration => Path.Combine(Root, "git", "config");

    /// <summary>Gets the home folder that git runs with: empty, so that no file of a person's or an agent's home takes effect.</summary>
    public string Home => Path.Combine(Root, "git", "home");

    /// <summary>Gets the folder of hooks: empty.</summary>
    public string Hooks => Path.Combine(Root, "git", "hooks");

    /// <summary>Tells whether a file is the plugin's, here or in the shared forge.</summary>
    public bool Holds(string file) => CanonicalPath.IsWithin(file, Root) || (Forge is { } forge && CanonicalPath.IsWithin(file, forge));

    public ProjectFolders Of(ProjectId project) => new(Path.Combine(Root, "projects", project.Value));
}
