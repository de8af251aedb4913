using System.Collections;

namespace Ao.Commands;

/// <summary>Says which variables a program sees.</summary>
internal static class CommandEnvironment
{
    private static readonly string[] s_passedOn = ["PATH", "HOME", "LANG", "TMPDIR", "USER", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE"];

    public static Dictionary<string, string> Of(CommandRequest request)
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (request.InheritEnvironment || s_passedOn.Contains(name, variables.Comparer))
            {
                variables[name] = (string?)variable.Value ?? "";
            }
        }

        foreach (var (name, value) in request.Environment)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                throw new ArgumentException($"The variable '{Printable.Quote(name)}' cannot be passed to a program: a name is not empty and has no '=', and neither name nor value holds a NUL character.", nameof(request));
            }

            if (value is null)
            {
                variables.Remove(name);
            }
            else
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
