using System.Text.RegularExpressions;
using Ao.Agents;

namespace Ao.Plugins.Codex.Setup;

/// <summary>Where Codex finds its model: with the user's own sign-in, or at an address with a key.</summary>
/// <param name="Name">What its limits are shared under.</param>
/// <param name="BaseUrl">The address of an API of the kind Responses, or <see langword="null"/> for Codex' own with the user's sign-in.</param>
/// <param name="KeyVariable">The variable that holds the key for <paramref name="BaseUrl"/>.</param>
internal sealed partial record CodexProvider(string Name, Uri? BaseUrl, string KeyVariable)
{
    private const string OpenAI = "openai";
    private const string UsualKey = "OPENAI_API_KEY";
    private const string UsualBaseUrl = "OPENAI_BASE_URL";
    private static readonly Uri s_usual = new("https://api.openai.com/v1");

    /// <summary>Gets the folder of the user's own Codex.</summary>
    private static string UserFolder => Environment.GetEnvironmentVariable("CODEX_HOME") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".codex");

    /// <summary>Gets the file that the user's sign-in is in.</summary>
    public static string SignInFile => Path.Combine(UserFolder, "auth.json");

    /// <exception cref="AoException">A setting is wrong.</exception>
    public static CodexProvider Of(AgentSettings settings)
    {
        var key = settings.Options.GetValueOrDefault(CodexSettings.KeyVariableOption);
        if (key is not null && !VariableName().IsMatch(key))
        {
            throw new AoException($"The codex agent's option '{CodexSettings.KeyVariableOption}' is '{Printable.Quote(key)}', which is no name of a variable. Give the name of the variable that holds the key, not the key.");
        }

        var address = settings.Options.GetValueOrDefault(CodexSettings.BaseUrlOption) ?? Variable(settings, UsualBaseUrl);
        if (address is not null)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
                ? new CodexProvider(url.Host, url, key ?? UsualKey)
                : throw new AoException($"The codex agent's option '{CodexSettings.BaseUrlOption}' is '{Printable.Quote(address)}', which is no address. Give one like https://models.example.com/v1.");
        }

        // A key that the project names is meant to be used; one that merely lies about is used where nobody is signed in.
        return key is not null || settings.Environment.ContainsKey(UsualKey) || (Variable(settings, UsualKey) is not null && !File.Exists(SignInFile))
            ? new CodexProvider(OpenAI, s_usual, key ?? UsualKey)
            : new CodexProvider(OpenAI, null, UsualKey);
    }

    /// <summary>Gives the key, where there is one.</summary>
    public string? KeyOf(AgentSettings settings) => BaseUrl is null ? null : Variable(settings, KeyVariable);

    private static string? Variable(AgentSettings settings, string name) =>
        settings.Environment.GetValueOrDefault(name) is { Length: > 0 } set ? set
        : Environment.GetEnvironmentVariable(name) is { Length: > 0 } found ? found
        : null;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}$")]
    private static partial Regex VariableName();
}
