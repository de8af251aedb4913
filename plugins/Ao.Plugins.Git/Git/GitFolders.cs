namespace Ao.Plugins.Git;

/// <summary>Where the plugin keeps what it keeps.</summary>
internal sealed class GitFolders(PluginEnvironment environment)
{
    public string Root { get; } = Path.GetFullPath(environment.DataFolder);

    public string Configuration => Path.Combine(Root, "git", "config");

    /// <summary>Gets the home folder that git runs with: empty, so that no file of a person's or an agent's home takes effect.</summary>
    public string Home => Path.Combine(Root, "git", "home");

    /// <summary>Gets the folder of hooks: empty.</summary>
    public string Hooks => Path.Combine(Root, "git", "hooks");

    public ProjectFolders Of(ProjectId project) => new(Path.Combine(Root, "projects", project.Value));
}
