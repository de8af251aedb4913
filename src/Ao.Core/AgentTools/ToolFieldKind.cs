namespace Ao.AgentTools;

/// <summary>What a field of a tool's arguments holds.</summary>
internal enum ToolFieldKind
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Text of several lines.</summary>
    Text,

    /// <summary>Several texts.</summary>
    Texts,

    /// <summary>What a reviewer has found: several texts or objects.</summary>
    Findings,

    /// <summary>Several objects, which the tool itself checks.</summary>
    Objects,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>True or false.</summary>
    Flag,
}
