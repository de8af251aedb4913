namespace Ao.Plugins.Git;

/// <summary>A command that the local forge runs on the merged result of a pull request.</summary>
public sealed class CheckOptions
{
    /// <summary>Gets the program and its arguments.</summary>
    public IList<string> Command { get; } = [];

    /// <summary>Gets or sets how long it may take.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}
