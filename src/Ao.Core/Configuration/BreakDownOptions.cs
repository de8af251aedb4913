using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How large issues are broken down into smaller ones.</summary>
public sealed class BreakDownOptions
{
    /// <summary>Gets or sets whether a designer proposes how to break large issues down.</summary>
    /// <value>The default is <see langword="false"/>: a large issue waits for a person.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets the label of large issues.</summary>
    /// <value>The default is <c>ao:large</c>.</value>
    public string Label { get; set; } = "ao:large";

    /// <summary>Gets or sets the name of the agent that proposes.</summary>
    /// <value>The default is <see langword="null"/>: the project's.</value>
    public string? Agent { get; set; }

    /// <summary>Gets or sets into how many parts an issue may be broken.</summary>
    /// <value>The default is 7.</value>
    [Range(2, 20)]
    public int MaxParts { get; set; } = 7;

    /// <summary>Gets or sets how deep parts may be broken down again: 1 for not at all.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 5)]
    public int MaxDepth { get; set; } = 2;

    /// <summary>Gets or sets whether a person decides on a breakdown before issues are made of it.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AskBefore { get; set; } = true;
}
