using Ao.Scm;

namespace Ao.Configuration;

/// <summary>What becomes of a verified change.</summary>
public sealed class PullRequestOptions
{
    /// <summary>Gets or sets whether a verified session proposes its change as a pull request, once a person has consented.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool OpenWhenDone { get; set; } = true;

    /// <summary>Gets or sets how pull requests are merged.</summary>
    /// <value>The default is <see cref="MergeMethod.Merge"/>.</value>
    public MergeMethod MergeMethod { get; set; }
}
