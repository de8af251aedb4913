namespace Ao.Radar;

/// <summary>What is written down of two sessions.</summary>
internal enum RadarAction
{
    None,

    /// <summary>They collide, or do so elsewhere, or somebody is to be told.</summary>
    Collide,

    /// <summary>They collide no more.</summary>
    Part,

    /// <summary>One of them is over.</summary>
    Settle,
}
