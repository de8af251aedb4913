using Ao.Forks;

namespace Ao.Configuration;

/// <summary>Something in another fork, or in the upstream, that the project relies on. It is told to nobody unless <c>Convergence:Publish:Dependencies</c> says so.</summary>
public sealed class DependencyOptions
{
    /// <summary>Gets or sets the fork whose code it is, by the name that it is known by here.</summary>
    /// <value>The default is <c>upstream</c>: the source that the project was forked from.</value>
    public string Fork { get; set; } = ForkNames.Upstream;

    /// <summary>Gets or sets the names of definitions: with or without their type and namespace, such as <c>TaskRunner.RunAsync</c>. 200 characters each.</summary>
    /// <value>The default is none.</value>
    public IList<string> Names { get; set; } = [];

    /// <summary>Gets or sets the paths of files, or of folders with all below them, from the repository's root. 200 characters each.</summary>
    /// <value>The default is none.</value>
    public IList<string> Paths { get; set; } = [];

    /// <summary>Gets or sets why, one line of 500 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: nothing is said of it.</value>
    public string? Reason { get; set; }
}
