using System.ComponentModel.DataAnnotations;
using Ao.Scm;

namespace Ao.Configuration;

/// <summary>What becomes of a verified change.</summary>
public sealed class PullRequestOptions
{
    /// <summary>Gets or sets whether a verified session proposes its change as a pull request, once a person has consented.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool OpenWhenDone { get; set; } = true;

    /// <summary>Gets or sets whether pull requests are opened as drafts, which a person makes ready. Forges without drafts refuse.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Draft { get; set; }

    /// <summary>Gets or sets whether what a session pushes to its own branch is published, once a person has consented. What is pushed is not verified; a pull request takes verified revisions only.</summary>
    /// <value>The default is <see langword="false"/>: pushes are written down and go no further.</value>
    public bool RelayPushes { get; set; }

    /// <summary>Gets or sets the names of checks that must have passed on the very revision before it is merged. Whatever else reports must have passed too.</summary>
    /// <value>The default is none in particular.</value>
    public IList<string> RequiredChecks { get; set; } = [];

    /// <summary>Gets or sets whether at least one check must have reported before a pull request is merged. A forge lists no checks right after a push, and that is no yes; turn it off where the project has none.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ChecksRequired { get; set; } = true;

    /// <summary>Gets or sets how pull requests are merged.</summary>
    /// <value>The default is <see cref="MergeMethod.Merge"/>.</value>
    public MergeMethod MergeMethod { get; set; }

    /// <summary>Gets or sets how often the open pull requests of the project's sessions are looked at.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long what checks say must last before it counts: a check that flips to and fro is not told of each time. 0 has everything count at once.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(10);
}
