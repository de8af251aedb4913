namespace Ao.Convergence;

/// <summary>Takes down what comes of a look while it is made.</summary>
internal sealed class RoundLog
{
    public List<string> Found { get; } = [];

    public List<string> Changed { get; } = [];

    public List<string> Gone { get; } = [];

    /// <summary>Gets or sets how many proposals of other forks people were told of.</summary>
    public int Told { get; set; }
}
