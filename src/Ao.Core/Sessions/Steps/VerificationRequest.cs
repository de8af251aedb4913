using Ao.Commands;
using Ao.Configuration;
using Ao.Scm;

namespace Ao.Sessions.Steps;

/// <summary>How a command of a project's verification is run, whatever is verified: on a clean checkout, with a home folder that is new, and with nothing left running after it.</summary>
internal static class VerificationRequest
{
    /// <summary>Gives the run of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="checkout">What is verified.</param>
    /// <param name="home">The home folder.</param>
    /// <param name="passed">The names of the variables that it gets from the host; they take the place of others.</param>
    /// <param name="session">The session whose work it is, where it is one's.</param>
    public static CommandRequest Of(VerificationCommandOptions command, ICheckout checkout, string home, IEnumerable<string> passed, SessionId? session = null)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["USERPROFILE"] = OperatingSystem.IsWindows() ? home : null,
            ["AO_REVISION"] = checkout.Revision,
        };
        if (session is { } id)
        {
            environment["AO_SESSION_ID"] = id.Value;
        }

        foreach (var name in passed)
        {
            environment[name] = Environment.GetEnvironmentVariable(name);
        }

        return new CommandRequest
        {
            Command = new CommandLine(command.Command[0], [.. command.Command.Skip(1)]),
            WorkingDirectory = checkout.Path,
            Environment = environment,
            Timeout = command.Timeout,
            OutputLimit = EvidenceFiles.StreamLimit,
            EndsDescendants = true,
        };
    }
}
