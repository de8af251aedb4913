namespace Ao.Plugins.Convergence;

/// <summary>Says in words how sure a finding is.</summary>
internal static class ConfidenceTexts
{
    private const double Sure = 0.9;
    private const double Likely = 0.7;
    private const double Even = 0.5;

    public static bool IsUnsure(double confidence) => confidence < Even;

    public static string Of(double confidence) => confidence switch
    {
        >= Sure => "very likely",
        >= Likely => "likely",
        >= Even => "more likely than not",
        _ => "unsure",
    };
}
