using System.ComponentModel.DataAnnotations;
using Ao.Agents;

namespace Ao.Configuration;

/// <summary>Who reads changes before they are merged, and when a person is called.</summary>
public sealed class ReviewOptions
{
    /// <summary>Gets or sets the tiers, in their order: each reads a head that the ones before it have passed.</summary>
    /// <value>The default is none: no review is needed.</value>
    public IList<ReviewTierOptions> Tiers { get; set; } = [];

    /// <summary>Gets or sets the names of the tiers that a merge needs.</summary>
    /// <value>The default is all that there are.</value>
    public IList<string> Required { get; set; } = [];

    /// <summary>Gets or sets how many rounds may send the author back before a person is called.</summary>
    /// <value>The default is 5.</value>
    [Range(1, 100)]
    public int MaxRounds { get; set; } = 5;

    /// <summary>Gets or sets over how many rounds of a tier the findings in the way must have become fewer; otherwise a person is called.</summary>
    /// <value>The default is 3.</value>
    [Range(2, 100)]
    public int StallWindow { get; set; } = 3;

    /// <summary>Gets or sets how many reviewers of a tier may fail on one head before a person is called.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 20)]
    public int MaxFailures { get; set; } = 2;

    /// <summary>Gets or sets the least severity of a finding that keeps a tier from being passed, whatever the verdict is.</summary>
    /// <value>The default is <see langword="null"/>: as the reviewer says.</value>
    public FindingSeverity? MinSeverity { get; set; }

    /// <summary>Tells whether a merge needs a tier.</summary>
    /// <param name="tier">The tier's name.</param>
    /// <returns>Whether it does.</returns>
    internal bool Requires(string tier) => Required.Count == 0 || Required.Contains(tier);
}
