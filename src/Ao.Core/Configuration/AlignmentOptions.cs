using System.ComponentModel.DataAnnotations;
using Ao.Alignment;

namespace Ao.Configuration;

/// <summary>Whether changes are checked for what they break in other forks, and what comes of it.</summary>
public sealed class AlignmentOptions
{
    /// <summary>Gets or sets the name of the convergence detector that checks changes, such as <c>alignment</c>.</summary>
    /// <value>The default is <see langword="null"/>: nothing is checked.</value>
    public string? Detector { get; set; }

    /// <summary>Gets or sets what the project relies on in other forks, by names that it gives: 100 at most, each of 1 to 40 of <c>a-z 0-9 -</c>, not first or last a hyphen. Those whose code it is are told before they change it, once it is published (<c>Convergence:Publish:Dependencies</c>).</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, DependencyOptions> DependsOn { get; set; } = new Dictionary<string, DependencyOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets what alerts mean for a merge.</summary>
    /// <value>The default is <see cref="AlignmentGateMode.Tell"/>.</value>
    public AlignmentGateMode BeforeMerge { get; set; } = AlignmentGateMode.Tell;

    /// <summary>Gets or sets whether alerts are confirmed by a merge on trial, which moves no branch and runs nothing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Confirm { get; set; } = true;

    /// <summary>Gets or sets whether the project's verification commands are run on the trial's merged source as well. That runs on this machine what the fork's authors have written: turn it on only for forks that are trusted as one's own agents are.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Verify { get; set; }

    /// <summary>Gets or sets whether verdicts are added to the project's own ledger, so that no other fork need repeat them. They say what came of it; definitions and places are named where <c>Convergence:Publish:Code</c> is <c>Patch</c>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Publish { get; set; }

    /// <summary>Gets or sets whether the verdict of a trusted peer of the same revisions is taken as its word, and not looked for again. It is told, and never stops a merge.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool TakeVerdicts { get; set; } = true;

    /// <summary>Gets or sets whether what was found is published as a check on the pull request, where the scm can.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool PublishCheck { get; set; }

    /// <summary>Gets or sets how long after a check of an open pull request the next one comes, for forks that have moved meanwhile.</summary>
    /// <value>The default is one hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}
