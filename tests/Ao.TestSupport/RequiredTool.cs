using Xunit;

namespace Ao.TestSupport;

/// <summary>Programs that a test needs beside the SDK and git.</summary>
public static class RequiredTool
{
    private const string RequireVariable = "AO_REQUIRE_TOOLS";

    /// <summary>Skips the running test where a program is not installed. It fails instead where the environment variable <c>AO_REQUIRE_TOOLS</c> is 1, as in CI.</summary>
    /// <param name="program">The program's file name.</param>
    public static void Ensure(string program) => EnsureThat(IsInstalled(program), $"The program '{program}' is not installed", "Install it.");

    /// <summary>Skips the running test where something is missing on the machine. It fails instead where the environment variable <c>AO_REQUIRE_TOOLS</c> is 1, as in CI.</summary>
    /// <param name="isThere">Whether it is there.</param>
    /// <param name="problem">What is missing, without a full stop.</param>
    /// <param name="remedy">What to do about it.</param>
    public static void EnsureThat(bool isThere, string problem, string remedy)
    {
        if (isThere)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
        {
            Assert.Fail($"{problem}, and {RequireVariable}=1 says that no test may be skipped for that. {remedy}");
        }

        Assert.Skip($"{problem}. {remedy}");
    }

    /// <summary>Tells whether a program is in the search path.</summary>
    /// <param name="program">The program's file name.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public static bool IsInstalled(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).Any(File.Exists);
    }
}
