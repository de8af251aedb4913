namespace Ao.Plugins.Convergence;

/// <summary>Turns scores into how sure a finding is. The curve is fitted by eye to pairs that were read one by one: docs/decisions/0015-convergence.md.</summary>
internal static class Confidence
{
    private const double Slope = 4;
    private const double Half = 1.2;

    /// <summary>A pair of which one side shows no text has less to add up.</summary>
    private const double WithoutText = 1.15;

    /// <summary>Reports that are alike say of the problem what the code does not.</summary>
    public const double ReportShare = 0.9;

    /// <summary>Gives what pairs are ranked by.</summary>
    public static double SumOf(UnitLink link)
    {
        var text = link.First.Text.Hashes.Length > 0 && link.Second.Text.Hashes.Length > 0;
        return link.Score.Sum(ScoreWeights.Default) * link.Score.Damping * (text ? 1 : WithoutText);
    }

    public static double Of(UnitLink link, double reports) => 1 / (1 + Math.Exp(-Slope * (SumOf(link) + (ReportShare * reports) - Half)));
}
