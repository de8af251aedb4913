namespace Ao.Plugins.Convergence;

/// <summary>How much each feature counts. The figures behind them are in docs/decisions/0015-convergence.md.</summary>
internal sealed record ScoreWeights
{
    public static ScoreWeights Default { get; } = new();

    public double Text { get; init; } = 0.8;

    public double Changed { get; init; } = 0.8;

    public double Net { get; init; } = 0.5;

    public double Trouble { get; init; } = 0.3;

    public double Removed { get; init; } = 0.35;

    public double Places { get; init; } = 0.3;

    public double Location { get; init; } = 0.25;

    public double Symbols { get; init; } = 0.35;

    public double Agreement { get; init; } = 0.5;
}
