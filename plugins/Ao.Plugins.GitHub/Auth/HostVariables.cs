namespace Ao.Plugins.GitHub.Auth;

/// <summary>The variables of the host.</summary>
internal class HostVariables
{
    public virtual string? Read(string name) => Environment.GetEnvironmentVariable(name);
}
