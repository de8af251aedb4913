using System.Globalization;
using Ao.Alignment;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of checks of alignment: how the command for single test files is told them.</summary>
internal sealed class AlignmentRules(ConfigurationProblems problems)
{
    private const int MostArguments = 200;

    public void Validate(string key, AlignmentOptions? alignment)
    {
        key = $"{key}:TestCommand";
        if (alignment?.TestCommand is not { Count: > 0 } command)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(command[0]))
        {
            problems.Add($"{key}:0", "is empty. Name the program to run");
        }
        else if (TestCommandLine.IsPlace(command[0]))
        {
            problems.Add($"{key}:0", $"is where the program stands that is told the tests, not '{command[0]}'. Name the program first");
        }
        else if (command.Count > MostArguments)
        {
            problems.Add(key, string.Create(CultureInfo.InvariantCulture, $"has {command.Count} arguments. Use {MostArguments} at most"));
        }
        else if (command.Count(TestCommandLine.IsPlace) != 1)
        {
            problems.Add(key, $"must have one argument that is {TestCommandLine.Files} or {TestCommandLine.Names} and nothing else, in whose place the tests come. In YAML write it in quotes");
        }
    }
}
