namespace Ao.Configuration;

/// <summary>Is thrown when a configuration cannot be used. It lists everything that is wrong with it, one problem a line.</summary>
public sealed class ConfigurationException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="subject">What was read, such as a file or an orchestrator's configuration.</param>
    /// <param name="problems">What is wrong: each with its place, the reason and the remedy.</param>
    public ConfigurationException(string subject, IReadOnlyList<string> problems)
        : base(Describe(subject, problems)) => Problems = problems;

    /// <summary>Gets what is wrong, one entry a problem.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Describe(string subject, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return $"{subject} has {count}:{string.Concat(problems.Select(static problem => $"\n  {problem}"))}";
    }
}
