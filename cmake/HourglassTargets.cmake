# One folder is one target: hourglass_folder(model LINKS ...) makes the static library
# hourglass_model of every .cpp below the folder, with the project's warnings.
find_package(Boost 1.81 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(fmt REQUIRED)
find_package(Threads REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(hourglass_options INTERFACE)
target_include_directories(hourglass_options INTERFACE ${PROJECT_SOURCE_DIR})
target_include_directories(hourglass_options SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})
target_compile_options(hourglass_options INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wshadow>)
if(HOURGLASS_SANITIZE)
    # Instrumented, g++ 12 takes libstdc++'s own std::regex for uninitialised.
    target_compile_options(hourglass_options INTERFACE -Wno-maybe-uninitialized)
    target_compile_options(hourglass_options INTERFACE
        -fsanitize=${HOURGLASS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(hourglass_options INTERFACE -fsanitize=${HOURGLASS_SANITIZE})
endif()
target_link_libraries(hourglass_options INTERFACE
    nlohmann_json::nlohmann_json tl::expected fmt::fmt)

function(hourglass_folder name)
    cmake_parse_arguments(FOLDER "" "" "LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    if(sources)
        add_library(hourglass_${name} STATIC ${sources})
        target_link_libraries(hourglass_${name} PUBLIC hourglass_options ${FOLDER_LINKS})
    else()
        add_library(hourglass_${name} INTERFACE)
        target_link_libraries(hourglass_${name} INTERFACE hourglass_options ${FOLDER_LINKS})
    endif()
endfunction()
