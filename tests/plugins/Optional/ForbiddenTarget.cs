using Microsoft.Extensions.Options;

namespace Ao.TestPlugins.Optional;

/// <summary>Is registered nowhere: the host finds it by a scan of the plugin's assembly.</summary>
internal sealed class ForbiddenTarget : IValidateOptions<OptionalOptions>
{
    public ValidateOptionsResult Validate(string? name, OptionalOptions options) =>
        options.Target == "forbidden" ? ValidateOptionsResult.Fail("The target is forbidden.") : ValidateOptionsResult.Success;
}
