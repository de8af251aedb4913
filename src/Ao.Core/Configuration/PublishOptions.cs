using System.ComponentModel.DataAnnotations;
using Ao.Convergence;

namespace Ao.Configuration;

/// <summary>What a project puts into its ledger for other forks to read. What is published cannot be taken back.</summary>
public sealed class PublishOptions
{
    /// <summary>Gets or sets whether reports are published whose change was merged.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Reports { get; set; }

    /// <summary>Gets or sets whether changes of sessions are published that were merged.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Changes { get; set; }

    /// <summary>Gets or sets whether findings are published that people of this fork propose.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Patterns { get; set; }

    /// <summary>Gets or sets whether it is published what this fork accepts and declines.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Decisions { get; set; }

    /// <summary>Gets or sets whether it is published what the project relies on in other forks: <c>Alignment:DependsOn</c>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Dependencies { get; set; }

    /// <summary>Gets or sets whether it is published which of this fork's changes were taken from a pinned fork, as findings show it. It names two revisions and nothing else.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Links { get; set; }

    /// <summary>Gets or sets whether it is published which forks this one follows: their ids, keys, names here, and addresses that mean something to others. Readers take that as a hint and follow nobody by it.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Peers { get; set; }

    /// <summary>Gets or sets patterns of the components whose reports are published; <c>*</c> is any characters.</summary>
    /// <value>The default is empty: all, those without a component too.</value>
    public IList<string> Components { get; set; } = [];

    /// <summary>Gets or sets patterns of the components whose reports are not published, also where <see cref="Components"/> has them.</summary>
    public IList<string> ExceptComponents { get; set; } = [];

    /// <summary>Gets or sets patterns of paths. A change that touches one is not published; <c>*</c> is any characters.</summary>
    public IList<string> ExceptPaths { get; set; } = [];

    /// <summary>Gets or sets how much of its code a published change shows. With <see cref="CodeShown.Patch"/> published patterns and verdicts quote what was found in other forks, too.</summary>
    /// <value>The default is <see cref="CodeShown.Sketch"/>.</value>
    public CodeShown Code { get; set; } = CodeShown.Sketch;

    /// <summary>Gets or sets how old what is published may be when it is published first.</summary>
    /// <value>The default is 90 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets whether anything at all is published.</summary>
    internal bool IsOn => Reports || Changes || Patterns || Decisions || Dependencies || Links || Peers;
}
